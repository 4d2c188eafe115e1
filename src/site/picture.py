"""Puts the two plots by mask type of a report beside each other, as the picture of the README:
picture.py output/evaluation/report.html src/site/resources/images/report.svg"""

import re
import sys
from pathlib import Path

report, picture = sys.argv[1:]
plots = re.findall(r'<svg aria-label="[^"]* by mask type .*?</svg\s*>', Path(report).read_text(), re.DOTALL)
sizes = [[int(number) for number in re.search('viewBox="0 0 ([0-9]+) ([0-9]+)"', plot).groups()] for plot in plots]
placed = []
left = 0
for plot, (width, height) in zip(plots, sizes):
    plot = plot.replace("'Dialog'", "sans-serif")
    placed.append(plot.replace("<svg ", f'<svg x="{left}" width="{width}" height="{height}" ', 1))
    left += width
height = max(height for _, height in sizes)
Path(picture).write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left} {height}" width="{left}" height="{height}">\n'
    + "\n".join(placed) + "\n</svg>\n")
