"""Invented names. Each says that it is one."""

from __future__ import annotations

from random import Random
from typing import Final

MARK: Final = "（示例）"
SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
RARE: Final = ("欧阳", "上官", "司徒", "诸葛", "慕容", "尉迟", "呼延", "东方", "公孙", "宇文")
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉力学林波云飞鹏浩宇欣然子涵梓轩雨泽一诺"
_FIRMS = "宏达 瑞丰 鑫源 恒信 盛世 华通 金桥 永兴 富民 德润 天成 汇丰源 广益 顺达 康泰 安顺 同创 嘉禾 东升 百川"
FIRMS: Final = _FIRMS.split()
_TRADES = "商贸 建筑 食品 运输 物业 科技 农业 餐饮 建材 医药"
TRADES: Final = _TRADES.split()


def person(rng: Random) -> str:
    surname = rng.choice(RARE) if rng.random() < 0.001 else rng.choice(SURNAMES)
    return surname + "".join(rng.choices(GIVEN, k=1 if rng.random() < 0.12 else 2)) + MARK


def firm(rng: Random) -> str:
    return f"{rng.choice(FIRMS)}{rng.choice(TRADES)}有限公司{MARK}"
