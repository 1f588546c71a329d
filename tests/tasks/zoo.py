"""Tiny base models of every kind, with random weights and the tokenizer that belongs to the kind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tasks.tiny import WORDS

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 2, 64, 64
LETTERS = [chr(code) for code in range(33, 127)]
SIGNS = ["你", "好", "北", "京", "é", "😀"]
BERT_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def build(kind: str, folder: Path) -> Path:
    """Write a base model of a kind as transformers would, and return its folder."""
    import torch

    torch.manual_seed(0)
    network, tokenizer = KINDS[kind]()
    network.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _wordpieces(lower: bool, names: list[str]) -> Any:
    from transformers import BertTokenizer

    signs = [*LETTERS, *SIGNS]
    all_names = [*BERT_SPECIAL, *signs, *(f"##{sign}" for sign in signs), *names]
    vocabulary = {name: number for number, name in enumerate(dict.fromkeys(all_names))}
    return BertTokenizer(vocab=vocabulary, do_lower_case=lower, model_max_length=POSITIONS)


def _bert(lower: bool = False) -> Any:
    from transformers import BertConfig, BertModel

    tokenizer = _wordpieces(lower, [word.lower() for word in WORDS] if lower else list(WORDS))
    return BertModel(BertConfig(**_shape(len(tokenizer)))), tokenizer


def _distilbert() -> Any:
    from transformers import DistilBertConfig, DistilBertModel

    tokenizer = _wordpieces(False, list(WORDS))
    config = DistilBertConfig(
        vocab_size=len(tokenizer),
        dim=WIDTH,
        n_layers=LAYERS,
        n_heads=HEADS,
        hidden_dim=INNER,
        max_position_embeddings=POSITIONS,
    )
    return DistilBertModel(config), tokenizer


def _electra() -> Any:
    from transformers import ElectraConfig, ElectraModel

    tokenizer = _wordpieces(True, [word.lower() for word in WORDS])
    return ElectraModel(ElectraConfig(**_shape(len(tokenizer)), embedding_size=16)), tokenizer


def _roberta() -> Any:
    """Byte-level BPE: a blank is a part of the piece after it."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import RobertaConfig, RobertaModel, RobertaTokenizer

    vocabulary, merges = _byte_pairs(
        ["<s>", "<pad>", "</s>", "<unk>", "<mask>"], sorted(ByteLevel.alphabet())
    )
    tokenizer = RobertaTokenizer(
        vocab=vocabulary, merges=merges, add_prefix_space=True, model_max_length=POSITIONS
    )
    # RoBERTa counts its positions from the padding index on: two are never used.
    config = RobertaConfig(**_shape(len(tokenizer), POSITIONS + 2), pad_token_id=1, type_vocab_size=1)
    return RobertaModel(config), tokenizer


def _modernbert() -> Any:
    """Byte-level BPE with the special pieces of BERT, rotary positions, and no bias anywhere."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import ModernBertConfig, ModernBertModel, PreTrainedTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary, merges = _byte_pairs(BERT_SPECIAL, alphabet)
    backend = Tokenizer(models.BPE(vocabulary, merges))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    ends = [("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    backend.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=ends)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=POSITIONS,
    )
    config = ModernBertConfig(
        **_shape(len(tokenizer)),
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
        cls_token_id=2,
        sep_token_id=3,
        local_attention=16,
    )
    return ModernBertModel(config), tokenizer


def _xlm_roberta() -> Any:
    """SentencePiece, a Unigram model: a blank becomes a sign of its own in front of the word."""
    from transformers import XLMRobertaConfig, XLMRobertaModel, XLMRobertaTokenizer

    pieces = _unigrams(["<s>", "<pad>", "</s>", "<unk>"], ["<mask>"])
    tokenizer = XLMRobertaTokenizer(vocab=pieces, model_max_length=POSITIONS)
    config = XLMRobertaConfig(**_shape(len(tokenizer), POSITIONS + 2), pad_token_id=1, type_vocab_size=1)
    return XLMRobertaModel(config), tokenizer


def _deberta(**config: Any) -> Any:
    from transformers import DebertaV2Config, DebertaV2Model, DebertaV2Tokenizer

    tokenizer = DebertaV2Tokenizer(
        vocab=_unigrams(["[PAD]", "[CLS]", "[SEP]", "[UNK]"], ["[MASK]"]), model_max_length=POSITIONS
    )
    shape = _shape(len(tokenizer)) | {"type_vocab_size": 0, "position_biased_input": False}
    relative = {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "max_relative_positions": -1}
    return DebertaV2Model(DebertaV2Config(**shape, **relative, **config)), tokenizer


def _deberta_v3() -> Any:
    return _deberta(position_buckets=16, share_att_key=True, norm_rel_ebd="layer_norm")


def _deberta_v2() -> Any:
    """Version 2 has a convolution beside its first layer."""
    return _deberta(position_buckets=16, norm_rel_ebd="layer_norm", conv_kernel_size=3, conv_act="gelu")


def _shape(vocabulary: int, positions: int = POSITIONS) -> dict[str, Any]:
    return {
        "vocab_size": vocabulary,
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "max_position_embeddings": positions,
    }


def _byte_pairs(special: list[str], alphabet: list[str]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return a vocabulary of all bytes and a merge that takes a blank and a letter together."""
    vocabulary = {name: number for number, name in enumerate([*special, *alphabet, "ĠA", "ĠB", "nn"])}
    return vocabulary, [("Ġ", "A"), ("Ġ", "B"), ("n", "n")]


def _unigrams(first: list[str], last: list[str]) -> list[tuple[str, float]]:
    words = [f"▁{word}" for word in WORDS if word.isascii()]
    names = dict.fromkeys([*first, "▁", *LETTERS, *SIGNS, *words, *last])
    return [(name, 0.0 if name in {*first, *last} else -1.0 if name in words else -5.0) for name in names]


KINDS: dict[str, Callable[[], Any]] = {
    "bert": _bert,
    "bert-uncased": lambda: _bert(lower=True),
    "distilbert": _distilbert,
    "electra": _electra,
    "roberta": _roberta,
    "modernbert": _modernbert,
    "xlm-roberta": _xlm_roberta,
    "deberta-v2": _deberta_v2,
    "deberta-v3": _deberta_v3,
}
