@echo off
rem Ouvre Compromis a la bonne taille : dans Windows Terminal s'il est la, sinon dans
rem la console, qui reste ouverte a la fin pour qu'on puisse lire.
setlocal
set "ici=%~dp0"
if not exist "%ici%compromis.exe" goto seul
if defined WT_SESSION goto console
where wt.exe >nul 2>nul
if errorlevel 1 goto console
start "" wt.exe --size 120,40 new-tab --title Compromis "%ici%compromis.exe"
exit /b

:console
title Compromis
if not defined WT_SESSION mode con: cols=120 lines=40 >nul 2>nul
"%ici%compromis.exe" %*
set "fin=%errorlevel%"
echo.
echo Appuyez sur une touche pour fermer.
pause >nul
exit /b %fin%

:seul
echo Il manque compromis.exe, qui doit rester dans le dossier de ce fichier.
echo Si vous venez d'ouvrir l'archive : clic droit, Extraire tout, puis ouvrez
echo Compromis.cmd dans le dossier obtenu.
echo.
echo Appuyez sur une touche pour fermer.
pause >nul
exit /b 1
