"""One small company's files, written for this project, and the generator that makes them."""
