# The index of tasks. Each line calls one script; the script says what it does, shows progress, and says what to do when it fails.
.DEFAULT_GOAL := help
.PHONY: help up operate test browser screenshots build format lint import bench chaos doctor schema pins clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## the whole site on this machine: http://blog.rose-ash.localhost:8000 (SITE_PORT=8000 CONFIG=debug)
	@Deploy/local/up.sh
operate: ## run an operator's command on the site that is up: SERVICE=blog COMMAND='publish some-slug' (COMMAND=--help lists them)
	@Deploy/local/operate.sh
test: ## lint, build and run every test (FILTER=PostPage for some, without lint; POSTGRES=16 on that)
	@Deploy/local/test.sh
browser: ## look at every page and walk through the site in Chromium (FILTER=basket for some; SITE=own for a fresh site of its own)
	@Deploy/local/browser.sh
screenshots: ## pictures of every kind of page, wide and narrow, light and dark (SCREENSHOTS=.run/screenshots)
	@Deploy/local/screenshots.sh
build: ## build everything as make test and make up do (CONFIG=debug)
	@Deploy/local/build.sh
format: ## write every Swift file in the house format
	@Deploy/local/format.sh
lint: ## check format, scripts, workflow and what may not be committed
	@Deploy/local/lint.sh
import: ## read a Ghost export into the local site: GHOST_EXPORT=<file> (GHOST_SITE=https://old.example.org, where its pictures are)
	@Deploy/local/import.sh
bench: ## measure against nginx, Varnish, Quart, pgbench and redis-benchmark (ROW=S3 for one)
	@Bench/bench.sh
chaos: ## kill and restart each part of the running local site, and say what its visitors saw
	@Deploy/local/chaos.sh
doctor: ## say what this machine has and lacks
	@Deploy/local/doctor.sh
schema: ## write schema.sql anew from the migrations
	@ROSE_ASH_WRITE_SCHEMA=1 FILTER=SchemaFileTests Deploy/local/test.sh
pins: ## pin the Python packages of tests and bench anew, with checksums
	@Deploy/local/pins.sh
clean: ## stop what was left running and remove .run, with the local site's data (YES=1 does not ask)
	@Deploy/local/clean.sh
