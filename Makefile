# Dropreel. `make demo` shows what it does; `make test` proves it.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help build release demo test bench soak faults install deb try-package run lint format clean

export PATH := $(CURDIR)/.build/toolchain/usr/bin:$(PATH):/opt/swift/usr/bin
SWIFT_FLAGS := --explicit-target-dependency-import-check error
RELEASE := --configuration release --static-swift-stdlib --scratch-path .build/release-tree
PREFIX ?= /usr/local
DESTDIR ?=

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build: ## everything, for development
	@scripts/setup build
	swift build $(SWIFT_FLAGS)

release: ## the programs as they are installed
	@scripts/setup build
	swift build $(SWIFT_FLAGS) $(RELEASE)

demo: ## make a video of the example document, from drop to outbox
	@scripts/setup demo
	@swift build $(SWIFT_FLAGS) $(RELEASE)
	@scripts/demo

test: ## all tests
	@scripts/setup test
	@scripts/test

bench: ## measure against the peers: make bench NAME=intake
	@scripts/setup bench
	@swift build $(SWIFT_FLAGS) $(RELEASE)
	.build/release-tree/release/dropreel-bench $(NAME)

soak: ## use it for hours with one trouble after the other: make soak MINUTES=120
	@scripts/setup test
	@scripts/soak $(or $(MINUTES),120)

faults: ## let every call on the disk fail in turn, and try everything else that can go wrong
	@scripts/setup test
	@scripts/faults
	@scripts/trials

install: release ## into PREFIX (/usr/local)
	@scripts/setup pack
	DESTDIR="$(DESTDIR)" scripts/install "$(PREFIX)"

deb: release ## a Debian package
	@scripts/setup pack
	scripts/deb

try-package: deb ## install, use, upgrade and purge the package on a bare Debian; needs root: make try-package FOLDER=/var/tmp/try
	@scripts/try-package "$(or $(FOLDER),/var/tmp/dropreel-try)"

run: ## the service in the foreground, with config.toml
	@scripts/setup demo
	swift build $(SWIFT_FLAGS)
	.build/debug/dropreel watch --config config.toml

lint: ## format, house rules, the unit's rating
	@scripts/setup lint
	@scripts/lint

format: ## lay the code out
	swift format --in-place --recursive Sources Tests Package.swift

clean: ## what was built; voices and fonts stay
	rm -rf .build/release-tree .build/debug .build/x86_64-unknown-linux-gnu .build/aarch64-unknown-linux-gnu .build/demo
