"""The charts: from figures to SVG that stands in the page. Each has its figures as a table too."""
