"""A real BERT, but tiny: two layers of 32 on a vocabulary of letters and a few words."""

from pathlib import Path

WORDS = (
    "Anna",
    "Berlin",
    "Acme",
    "lives",
    "in",
    "works",
    "at",
    "and",
    "likes",
    "the",
    "rain",
    "sun",
    "你",
    "好",
    "北",
    "京",
)


def build(folder: Path, *, seed: int = 0, positions: int = 64, dropout: float = 0.0) -> Path:
    """Write a base model with random weights as transformers would, and return its folder."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    letters = [chr(code) for code in range(33, 127)]
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{x}" for x in letters), *WORDS]
    vocabulary = {name: number for number, name in enumerate(dict.fromkeys(names))}
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=positions,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    BertModel(config).save_pretrained(folder)
    tokenizer = BertTokenizer(vocab=vocabulary, do_lower_case=False, model_max_length=positions)
    # As in the files of MiniLM: truncation and padding that would cut texts without a word.
    tokenizer.backend_tokenizer.enable_truncation(8)
    tokenizer.backend_tokenizer.enable_padding(length=8)
    tokenizer.save_pretrained(folder)
    return folder
