# What people do here. `make` alone lists it.

STACK ?= dev
KEEP ?=
MADE ?=

program  := target/datatier.jar
pack     := policy/target/compiled
stand-in := rehearsal/target/rehearsal.jar
function := migrations/target/function

# A folder is younger than its jar once a file in it was deleted, so folders count as sources too.
sources = $(shell find $(addprefix $(1),pom.xml src/main) 2>/dev/null)

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: rehearse
rehearse: toolchain $(program) $(pack) $(stand-in) ## take a stack through its life on the real engine (STACK=dev or prod; KEEP=1 leaves it up)
	@engine=$$(engine/obtain) && \
	  set -- --engine "$$engine" --stack "$(STACK)" $(if $(KEEP),--keep) && \
	  if [ -t 1 ]; then set -- "$$@" --terminal; fi && \
	  exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(stand-in) io.datatier.rehearsal.cli.DatatierRehearsal rehearse "$$@"

.PHONY: plan
plan: toolchain $(program) ## print what a stack carries and costs, draw it, write its users' SQL (STACK=dev or prod)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(program) io.datatier.tools.plan.PlanCommand "$(STACK)"

.PHONY: adopt
adopt: toolchain $(program) ## write the file that takes an existing tier over (STACK=its stack; docs/adopt.md)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(program) io.datatier.tools.adopt.AdoptCommand "$(STACK)"

.PHONY: recover
recover: toolchain $(program) ## find what a run that died has made (STACK=its stack; docs/operations.md)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(program) io.datatier.tools.recover.RecoverCommand "$(STACK)" $(MADE)

# A commit is always tried in the same way, and the next one in another: where a test takes samples, this chooses them.
SEED ?= $(shell git rev-list --count HEAD 2>/dev/null || echo 1)

maven := mvn --batch-mode --no-transfer-progress
# The lines that end a run of tests, warnings and errors, and no more.
calm := -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info -Dmaven.test.redirectTestOutputToFile=true

.PHONY: check
check: toolchain ## run what is fast of every part: format, lint, unit and architecture tests (four minutes)
	@$(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) \
	  check-rehearsal check-program check-policy check-migrations

.PHONY: check-program check-policy check-migrations check-rehearsal
check-program:
	@echo "Checking the program" && $(maven) $(calm) -Prelease verify
check-policy:
	@echo "Checking the policy pack" && $(maven) $(calm) -f policy/pom.xml verify
check-migrations:
	@echo "Checking the migration function" && $(maven) $(calm) -f migrations/pom.xml verify
check-rehearsal:
	@echo "Checking the rehearsal" && $(maven) $(calm) -f rehearsal/pom.xml verify -DskipITs

# What `check` has built is what the engine runs here.
scenarios = engine=$$(engine/obtain) && yaml=$$(engine/obtain yaml) && \
  DATATIER_SEED=$(SEED) DATATIER_ENGINE=$$engine DATATIER_YAML_HOST=$$yaml \
  $(maven) -f rehearsal/pom.xml failsafe:integration-test failsafe:verify

.PHONY: verify
verify: check ## run every test of every part, the scenarios on the real engine too (a quarter of an hour)
	@$(scenarios)

.PHONY: soak
soak: toolchain ## run the tests that guarantee something, the long way (takes hours)
	DATATIER_SOAK=1 $(maven) package -Dgroups=guarantee
	$(maven) --quiet -f rehearsal/pom.xml package -DskipTests
	$(maven) --quiet -f policy/pom.xml package -DskipTests
	@DATATIER_SOAK=1; export DATATIER_SOAK; $(scenarios) -Dgroups=guarantee

.PHONY: migrations
migrations: toolchain $(function) ## build the Lambda function that makes the database's users

.PHONY: mutation
mutation: toolchain ## change the policy pack's code in small ways and see the tests notice (MUTATE=a glob of classes)
	mvn --batch-mode --no-transfer-progress -f policy/pom.xml -Pmutation test-compile pitest:mutationCoverage $(if $(MUTATE),-Dmutation.classes='$(MUTATE)')

.PHONY: format
format: toolchain ## format all sources
	mvn --quiet spotless:apply
	mvn --quiet -f policy/pom.xml spotless:apply
	mvn --quiet -f migrations/pom.xml spotless:apply
	mvn --quiet -f rehearsal/pom.xml spotless:apply

# Maven leaves a jar alone when its contents would not change, hence the touch.
$(program): $(call sources,)
	@echo "Building the program" >&2
	@mvn --quiet -Dmaven.test.skip=true package
	@touch $@

$(pack): $(call sources,policy/)
	@echo "Building the policy pack" >&2
	@mvn --quiet -f policy/pom.xml compile
	@touch $@

$(stand-in): $(call sources,rehearsal/)
	@echo "Building the rehearsal" >&2
	@mvn --quiet -f rehearsal/pom.xml -Dmaven.test.skip=true package
	@touch $@

# Without the folder first, it would keep the libraries of versions past.
$(function): $(call sources,migrations/) $(wildcard migrations/certificates/*)
	@echo "Building the migration function" >&2
	@rm -rf $@
	@mvn --quiet -f migrations/pom.xml -Dmaven.test.skip=true package
	@touch $@

.PHONY: toolchain
toolchain:
	@command -v java >/dev/null && command -v mvn >/dev/null || { echo "Install a JDK, 17 or 21, and Maven 3.8.7 or newer; README.md tells how." >&2; exit 1; }
	@version=$$(java -version 2>&1 | awk -F '[".]' '/ version "/ { print $$2; exit }'); \
	  [ "$$version" -ge 17 ] && [ "$$version" -le 21 ] || { echo "java is version $$version here: use JDK 17 to 21. From 22 on nothing was tried, and on JDK 25 com.pulumi 1.36.1 never ends on small machines (pulumi-java#2270)." >&2; exit 1; }
