"""Frame in, plotly figure out; what they draw is a `Figure`, whoever names it."""

from plotly.graph_objects import Figure as Figure
