"""An office day: events, the lifecycle of stops and visits, and the state folded from them."""
