"""What every process that reads documents needs, loaded once by the server from which such processes are forked.

Modules, word lists and names take four seconds to load; they are loaded by reading a text that asks for them all.
"""

import importlib

_TEXT = "Mevrouw Jansen vertelt dat het team van de gemeente op dinsdag bij haar thuis kwam en luisterde. "

importlib.import_module("extract.plain").read_plain((_TEXT * 20).encode(), "preload.txt")
