.PHONY: test
test: ## build and run every test
	ROSE_ASH_STRICT=1 swift build --build-tests
	ROSE_ASH_STRICT=1 swift test --skip-build
