#!/usr/bin/env bash
# publish beside other tools, on the same text, taking turns: see README.md here.
#
#   PUBLISH_SHARED  folder that holds bench/ and seeds/
#   BENCH_PYTHON    a Python that has the other tools installed (default: python3)
#   BENCH_WORK      where the texts go (default: build/bench)
#   BENCH_SIZE      T, S, M or L (default: M, a million characters); BENCH_RUNS: rounds (default: 3)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bench=${PUBLISH_SHARED:?names the folder that holds bench/ and seeds/}/bench
python=${BENCH_PYTHON:-python3}
work=${BENCH_WORK:-build/bench}
size=${BENCH_SIZE:-M}
command -v publish >/dev/null || { echo "publish is not installed; use 'make bench'" >&2; exit 1; }

[ -d "$work/$size" ] || "$python" "$bench/workload.py" "$PUBLISH_SHARED/seeds" "$work" --size "$size"
exec "$python" "$bench/compare.py" "$work/$size" --runs "${BENCH_RUNS:-3}" --skip calibre \
    --ours 'publish build {src}/collection.yaml --{format} --out {out} --quiet' "$@"
