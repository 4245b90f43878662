"""Questions to the desk over a company's folder: right, abstained, invented, cited."""
