package main

// version is the program's, as FyneApp.toml and CHANGELOG.md give it; a test holds them together.
const version = "0.1.0"

// appID names the program to the system, as FyneApp.toml does.
const appID = "app.porchlight.Porchlight"
