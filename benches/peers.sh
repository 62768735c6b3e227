#!/usr/bin/env bash
# Installs the programs that `cargo bench --bench peers` compares with, from their registries, into a folder of its own:
#   benches/peers.sh DIR && PATH="DIR/bin:$PATH" cargo bench --bench peers
set -euo pipefail
place=${1:?name a folder}
mkdir -p "$place/bin"
python3 -m venv "$place/python"
"$place/python/bin/pip" install --quiet visidata==3.4 datui==0.4.15
ln -sf "$place/python/bin/vd" "$place/python/bin/datui" "$place/bin/"
cargo install --quiet --locked --root "$place" csvlens@0.15.1
# polars once more: half an hour on two cores.
cargo install --quiet --locked --root "$place" tabiew@0.15.1
