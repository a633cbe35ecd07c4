"""All the Streamlit that pages share: the gate, the view kept in the URL, cached reads, parts, theme."""
