"""What the office serves from memory: views, live feeds, forecasts, metrics."""
