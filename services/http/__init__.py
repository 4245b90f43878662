"""The HTTP surface: the LangGraph SDK's protocol at the root, the company's own under ``/api``, the page at ``/``."""
