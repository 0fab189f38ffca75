"""Says sentences with the woman's engine as it comes, without anything of ours: python3 own-tool.py SENTENCES FOLDER"""

import os
import sys

from hibari import Hibari

voice = Hibari()
with open(sys.argv[1], encoding="utf-8") as lines:
    for number, text in enumerate(filter(None, map(str.strip, lines))):
        voice.save(text, os.path.join(sys.argv[2], f"{number}.wav"))
