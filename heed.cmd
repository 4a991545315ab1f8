@echo off
rem Starts Heed's command line on Windows. Builds it first if the sources are not those of the last build.
setlocal
set "root=%~dp0"
set "build=%root%.build"
set "program=%root%src\Heed.Cli\bin\Release\net10.0\heed.dll"

where /q dotnet
if errorlevel 1 (
    >&2 echo heed: the .NET 10 SDK was not found; install it from https://dotnet.microsoft.com/download/dotnet/10.0 or with: winget install Microsoft.DotNet.SDK.10
    exit /b 1
)

rem robocopy is the detector of changes: it mirrors the sources, a few hundred small files, and tells whether it had anything to do.
robocopy "%root%src" "%build%\sources\src" /MIR /XD bin obj /NFL /NDL /NJH /NJS /NP >nul
if errorlevel 1 if exist "%build%\heed.built" del "%build%\heed.built"
robocopy "%root%." "%build%\sources" Directory.Build.props Directory.Packages.props global.json .editorconfig /NFL /NDL /NJH /NJS /NP >nul
if errorlevel 1 if exist "%build%\heed.built" del "%build%\heed.built"
if not exist "%program%" if exist "%build%\heed.built" del "%build%\heed.built"

if not exist "%build%\heed.built" (
    >&2 echo heed: building ^(again only when the sources change^) ...
    dotnet build "%root%src\Heed.Cli" -c Release -v q --nologo -p:RunAnalyzers=false >"%build%\heed.log" 2>&1
    if errorlevel 1 (
        >&2 type "%build%\heed.log"
        >&2 echo heed: the build failed; .NET 10 is needed, see https://dotnet.microsoft.com/download/dotnet/10.0
        exit /b 1
    )
    echo built>"%build%\heed.built"
)

dotnet "%program%" %*
exit /b %errorlevel%
