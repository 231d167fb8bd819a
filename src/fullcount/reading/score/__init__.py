"""A learnt score beside the rules: how likely a log tells of a crime. It orders queues and never decides."""
