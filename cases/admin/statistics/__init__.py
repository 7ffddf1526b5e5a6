"""统计: the pages of a period's figures. Every number leads to exactly its cases."""
