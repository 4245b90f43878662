"""Builds `examples/empresa/`; see `examples/README.md`."""
