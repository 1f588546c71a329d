"""BertStudio: turn your own text into your own BERT model."""

__version__ = "0.1.0"
