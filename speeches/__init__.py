LANGUAGES = ("zh-hant", "en")
