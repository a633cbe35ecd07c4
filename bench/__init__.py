"""Speed against real peers, side by side in one run, as ratios."""
