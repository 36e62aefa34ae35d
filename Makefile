# What people do here. `make` alone lists it.

STACK ?= dev
KEEP ?=
MADE ?=
FROM ?=
PACK ?= policy
CONFIG ?=
RECORD ?=
EXPORT ?=
WAIT ?=
MEASURE ?=
REPEAT ?=

program  := target/datatier.jar
pack     := policy/target/datatier-policy.jar
stand-in := rehearsal/target/rehearsal.jar
function := migrations/target/function
sample   := samples/java/target/function
sweep    := sweep/target/datatier-sweep.jar
proof    := proof/target/proof.jar
bench    := bench/target/bench.jar

# Folders count as sources too: deleting a file makes its folder newer than the jar.
sources = $(shell find $(addprefix $(1),pom.xml src/main) 2>/dev/null)

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: rehearse
rehearse: toolchain $(program) $(pack) $(stand-in) $(function) $(sample) ## run a stack on the real engine in a simulated account (STACK=dev or prod; KEEP=1 leaves it up)
	@engine=$$(engine/obtain) && \
	  set -- --engine "$$engine" --stack "$(STACK)" $(if $(KEEP),--keep) && \
	  if [ -t 1 ]; then set -- "$$@" --terminal; fi && \
	  exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(stand-in) io.datatier.rehearsal.cli.DatatierRehearsal rehearse "$$@"

.PHONY: report
report: toolchain $(stand-in) ## write one page about a deployed stack: its resources and who can reach the database (STACK; EXPORT=the output of pulumi stack export)
	@mkdir -p target && export="$(EXPORT)" && \
	  if [ -z "$$export" ]; then export=target/report-$(STACK).state.json && pulumi stack export --stack "$(STACK)" --file "$$export" >&2; fi && \
	  exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(stand-in) io.datatier.rehearsal.cli.DatatierRehearsal report --export "$$export" --out "target/report-$(STACK).html"

.PHONY: plan
plan: toolchain $(program) ## print a stack's capacity and cost, with a chart and the users' SQL (STACK=dev or prod)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(program) io.datatier.tools.plan.PlanCommand "$(STACK)"

.PHONY: sweep
sweep: toolchain $(sweep) ## judge many stacks by a pack (FROM=a folder of exports or a backend; PACK; CONFIG; see docs/organisation.md)
	@[ -n "$(FROM)" ] || { echo "Set what to judge: make sweep FROM=a folder of exports, a file backend or s3://..." >&2; exit 2; }
	@mkdir -p target && exec sweep/datatier-sweep judge --policy-pack "$(PACK)" $(if $(CONFIG),--policy-pack-config "$(CONFIG)") --results target/sweep.jsonl --html target/sweep.html "$(FROM)"

# For targets that change a state: the stack must be given.
.PHONY: named
named:
	@$(if $(filter file,$(origin STACK)),echo "Name the stack: STACK=prod" >&2; exit 1,:)

.PHONY: adopt
adopt: named toolchain $(program) ## write the import file for an existing tier (STACK; see docs/adopt.md)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(program) io.datatier.tools.adopt.AdoptCommand "$(STACK)"

.PHONY: recover
recover: named toolchain $(program) ## import what an interrupted run created (STACK; see docs/operations.md)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $(program) io.datatier.tools.recover.RecoverCommand "$(STACK)" $(MADE)

.PHONY: proof
proof: toolchain $(proof) ## load a database with and without a pool, and compare the results with the plan (minutes; RECORD=1 rewrites docs/proof.md)
	@exec java -jar $(proof) local $(if $(RECORD),--record docs/proof.md)

.PHONY: drivers
drivers: toolchain $(proof) ## try what PostgreSQL drivers do to a pool (packages from npm and PyPI; RECORD=1 rewrites docs/proof.md)
	@exec java -jar $(proof) drivers $(if $(RECORD),--record docs/proof.md)

.PHONY: doctor
doctor: toolchain $(proof) ## check whether a deployed stack works, and what to do if not (STACK; WAIT=1 first waits for the proxy; DATABASE and CA for logins inside the VPC)
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar $(proof) doctor "$(STACK)" $(if $(WAIT),--wait 20) $(if $(DATABASE),--database "$(DATABASE)") $(if $(CA),--ca "$(CA)")

# Its peers come from npm and PyPI; without them only ours is measured.
.PHONY: bench
bench: toolchain $(program) $(pack) $(stand-in) $(function) $(sample) $(sweep) $(bench) ## measure previews, the pack next to other tools' packs, and the sweep (an hour; MEASURE=pack,preview,growth,sweep; REPEAT=5; RECORD=1 rewrites docs/performance.md)
	@bench/peers || echo "Some peers could not be installed; the pack is measured with the others." >&2
	@engine=$$(engine/obtain) && yaml=$$(engine/obtain yaml) && \
	  exec java -jar $(bench) --engine "$$engine" --yaml-host "$$yaml" $(if $(MEASURE),--group $(MEASURE)) $(if $(REPEAT),--repeat $(REPEAT)) $(if $(RECORD),--record docs/performance.md)

# Selects the samples in sampling tests: the same for every run of a commit, others for the next commit.
SEED ?= $(shell git rev-list --count HEAD 2>/dev/null || echo 1)

maven := mvn --batch-mode --no-transfer-progress
# Print only test totals, warnings and errors.
calm := -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info -Dmaven.test.redirectTestOutputToFile=true

.PHONY: check
check: toolchain ## run the fast tests of every part: format, lint, unit, architecture (four to eight minutes on two cores)
	@$(MAKE) --no-print-directory --jobs=3 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) \
	  check-policy check-rehearsal check-program check-proof check-sweep check-migrations check-samples check-bench workflows

.PHONY: check-program check-policy check-sweep check-migrations check-samples check-proof check-bench check-rehearsal
check-program:
	@echo "Checking the program" && $(maven) $(calm) -Prelease verify
check-policy:
	@echo "Checking the policy pack" && $(maven) $(calm) -f policy/pom.xml verify
check-sweep:
	@echo "Checking the sweep" && $(maven) $(calm) -f sweep/pom.xml verify
check-migrations:
	@echo "Checking the migration function" && $(maven) $(calm) -f migrations/pom.xml verify
check-samples:
	@echo "Checking the samples" && $(maven) $(calm) -f samples/java/pom.xml verify
check-proof:
	@echo "Checking the proof" && $(maven) $(calm) -f proof/pom.xml verify
check-bench:
	@echo "Checking the benchmark" && $(maven) $(calm) -f bench/pom.xml verify
check-rehearsal:
	@echo "Checking the rehearsal" && $(maven) $(calm) -f rehearsal/pom.xml verify -DskipITs

.PHONY: workflows
workflows: ## lint the workflows for GitHub and GitLab (uses Go and Python if installed)
	@echo "Linting the workflows" && .github/lint/lint

# The engine runs what `check` built.
scenarios = engine=$$(engine/obtain) && oldest=$$(engine/obtain oldest) && yaml=$$(engine/obtain yaml) && \
  DATATIER_SEED=$(SEED) DATATIER_ENGINE=$$engine DATATIER_OLDEST_ENGINE=$$oldest DATATIER_YAML_HOST=$$yaml \
  $(maven) -f rehearsal/pom.xml failsafe:integration-test failsafe:verify

.PHONY: sdk
sdk: toolchain ## build the policy SDK with sources and Javadoc, and install it in the local Maven repository
	@$(maven) --quiet -f policy/sdk/pom.xml install

.PHONY: components
components: toolchain ## build the components with sources and Javadoc, and install them in the local Maven repository
	@$(maven) --quiet -Prelease -Dmaven.test.skip=true install

.PHONY: verify
verify: check ## run every test, including scenarios on the real engine (11 to 26 minutes on two cores)
	@$(scenarios)

.PHONY: soak
soak: toolchain ## run the long form of the guarantee tests (takes hours)
	DATATIER_SOAK=1 $(maven) package -Dgroups=guarantee
	$(maven) --quiet -f rehearsal/pom.xml package -DskipTests
	$(maven) --quiet -f policy/pom.xml package -DskipTests
	@DATATIER_SOAK=1; export DATATIER_SOAK; $(scenarios) -Dgroups=guarantee

.PHONY: release
release: toolchain ## build all that is published into dist, with bills of materials, licences and checksums
	@.ci/release

.PHONY: reproducible
reproducible: toolchain ## build dist twice, in other folders, time zones and modes of files, and compare the bytes
	@mkdir -p target && (umask 022 && TZ=UTC .ci/release) && cp dist/SHA256SUMS target/SHA256SUMS && \
	  (umask 077 && TZ=Pacific/Auckland .ci/release) && diff target/SHA256SUMS dist/SHA256SUMS && echo "twice the same bytes"

.PHONY: migrations
migrations: toolchain $(function) ## build the Lambda function that creates the database users

.PHONY: mutation
mutation: toolchain ## run mutation tests on the policy pack (MUTATE=a glob of classes)
	mvn --batch-mode --no-transfer-progress -f policy/pom.xml -Pmutation test-compile pitest:mutationCoverage $(if $(MUTATE),-Dmutation.classes='$(MUTATE)')

.PHONY: format
format: toolchain ## format all sources
	mvn --quiet spotless:apply
	mvn --quiet -f policy/pom.xml spotless:apply
	mvn --quiet -f migrations/pom.xml spotless:apply
	mvn --quiet -f samples/java/pom.xml spotless:apply
	mvn --quiet -f proof/pom.xml spotless:apply
	mvn --quiet -f bench/pom.xml spotless:apply
	mvn --quiet -f rehearsal/pom.xml spotless:apply
	mvn --quiet -f sweep/pom.xml spotless:apply

# Maven does not rewrite a jar whose contents would not change, hence the touch.
$(program): $(call sources,) $(shell find migrations/src/main/resources -type f 2>/dev/null)
	@echo "Building the program" >&2
	@mvn --quiet -Dmaven.test.skip=true package
	@touch $@

$(pack): $(call sources,policy/)
	@echo "Building the policy pack" >&2
	@mvn --quiet -f policy/pom.xml -Dmaven.test.skip=true package
	@touch $@

$(stand-in): $(call sources,rehearsal/)
	@echo "Building the rehearsal" >&2
	@mvn --quiet -f rehearsal/pom.xml -Dmaven.test.skip=true package
	@touch $@

$(sweep): $(call sources,sweep/) $(shell find policy/src/main/java/io/datatier/policy/sdk 2>/dev/null)
	@echo "Building the sweep" >&2
	@mvn --quiet -f sweep/pom.xml -Dmaven.test.skip=true package
	@touch $@

# Start from an empty folder, or it would keep libraries of earlier versions.
$(function): $(call sources,migrations/) $(wildcard migrations/certificates/*)
	@echo "Building the migration function" >&2
	@rm -rf $@
	@mvn --quiet -f migrations/pom.xml -Dmaven.test.skip=true package
	@touch $@

$(sample): $(call sources,samples/java/)
	@echo "Building the sample function" >&2
	@rm -rf $@
	@mvn --quiet -f samples/java/pom.xml package
	@touch $@

$(proof): $(call sources,proof/) $(wildcard $(addprefix src/main/,java/io/datatier/capacity/* java/io/datatier/config/* java/io/datatier/text/* java/io/datatier/values/* resources/io/datatier/capacity/*))
	@echo "Building the proof" >&2
	@mvn --quiet -f proof/pom.xml -Dmaven.test.skip=true package
	@touch $@

$(bench): $(call sources,bench/)
	@echo "Building the benchmark" >&2
	@mvn --quiet -f bench/pom.xml -Dmaven.test.skip=true package
	@touch $@

.PHONY: toolchain
toolchain:
	@command -v java >/dev/null && command -v mvn >/dev/null || { echo "Install JDK 17, 21 or 25 and Maven 3.8.7 or newer; see README.md." >&2; exit 1; }
	@version=$$(java -version 2>&1 | awk -F '[".]' '/ version "/ { print $$2; exit }'); \
	  [ "$$version" -ge 17 ] && [ "$$version" -le 25 ] || { echo "java is version $$version here: use JDK 17, 21 or 25. Later versions are untested." >&2; exit 1; }
