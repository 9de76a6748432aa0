"""Draws charts and tables of figures whose marks and cells open what lies behind them."""
