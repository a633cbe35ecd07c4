"""What a person can do: look at the programmes as of a day, have a workbook read, rebuild the record."""
