def forces():
    return []
