"""Files, archives and standard input to articles (or to claims that ``extract`` wrote)."""
