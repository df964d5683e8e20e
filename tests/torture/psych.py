"""Psych, the reader of YAML that Jekyll has, where Ruby is."""

import json
import subprocess

_READ = """
require "yaml"; require "json"; require "date"
JSON.parse(STDIN.read).each do |text|
  begin
    puts JSON.generate(YAML.load(text, permitted_classes: [Date, Time, Symbol], aliases: true))
  rescue => error
    puts JSON.generate(error.to_s)
  end
end
"""


def read_by_psych(texts: list[str]) -> list[object]:
    """Return what Ruby reads in each of ``texts``, or its sentence on why it cannot."""
    answer = subprocess.run(
        ["ruby", "-e", _READ],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in answer.stdout.split("\n")[:-1]]
