# Read by ./heed, ./test and .ci/run: where the .NET 10 SDK is, and what to say when it is nowhere.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# Heed needs no ICU, so the SDK that builds it shall not ask for one either.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

# Sets $dotnet to a dotnet command that has a 10.x SDK; fails when there is none.
find_dotnet() {
    local candidate sdks
    dotnet=$(command -v dotnet || true)
    for candidate in "$dotnet" "${DOTNET_ROOT:-}/dotnet" "$HOME/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet \
        /usr/lib64/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
        [ -x "$candidate" ] || continue
        sdks=$(readlink -f "$candidate" 2>/dev/null || echo "$candidate")
        if compgen -G "${sdks%/*}/sdk/10.*" >/dev/null; then
            dotnet=$candidate
            return 0
        fi
    done
    # A wrapper (Snap, Nix) does not stand beside its SDKs: ask it.
    [ -n "$dotnet" ] && "$dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'
}

explain_missing_dotnet() {
    cat >&2 <<'END'
heed: the .NET 10 SDK was not found; install it from https://dotnet.microsoft.com/download/dotnet/10.0, or without
administrator rights into ~/.dotnet (found there by itself) with:
    curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
END
}
