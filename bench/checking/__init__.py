"""How well `tertial check` finds what is wrong in a report, and how often it cries wolf.

Made-up municipalities are written up as reports whose every figure is right; then errors are planted, and what is
found is held against what was planted. Nothing here imports the rules it measures.
"""
