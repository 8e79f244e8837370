@echo off
rem Opens reportgen in the browser. A workbook that is dragged onto this file is opened in it.
setlocal
title reportgen
set "PYTHON="
py -3 -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>nul && set "PYTHON=py -3"
if not defined PYTHON python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON goto none
if "%~1"=="" (
    %PYTHON% -P "%~dp0app\start.py" serve
) else (
    %PYTHON% -P "%~dp0app\start.py" serve "%~1"
)
if errorlevel 1 pause
exit /b

:none
echo.
echo There is no Python on this computer that reportgen can use.
echo.
echo Get Python 3.11 or later from https://www.python.org/downloads/windows/
echo (the Windows installer, 64 bits). It needs no administrator: choose
echo "Install Now" and leave "Use admin privileges" unticked.
echo If your council installs programs for you, ask for "Python 3, 64 bits,
echo from python.org", and show them "For your IT department.html" beside this file.
echo.
pause
exit /b 1
