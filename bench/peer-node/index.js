// The rules of ours that can be said in few lines here too: the same names, the same questions. Where ours asks more (texts
// that hide an address, values known later, joins), this asks less, which makes it the faster one of the two.
"use strict";
const { PolicyPack } = require("@pulumi/policy");

const PRODUCTION = /^(prod|production|.*-prod)$/;
const production = PRODUCTION.test(process.env.PULUMI_NODEJS_STACK || process.env.PULUMI_STACK || "prod");

const PROXY = "aws:rds/proxy:Proxy";
const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const FUNCTION = "aws:lambda/function:Function";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const POLICIES = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy", "aws:iam/userPolicy:UserPolicy"];

// One policy on resources of the given types.
function resources(name, description, types, validate, enforcementLevel = "mandatory") {
  return {
    name,
    description,
    enforcementLevel,
    validateResource: (args, report) => {
      if (types.includes(args.type)) {
        validate(args.props, report);
      }
    },
  };
}

const inProduction = (validate) => (props, report) => {
  if (production) {
    validate(props, report);
  }
};

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]+$/;
const DATABASE_HOST = /\b[a-z][a-z0-9-]*\.(?!proxy-)(cluster-(ro-)?)?[a-z0-9]{12}\.[a-z0-9-]+\.rds\.amazonaws\.com\b/i;
const CREDENTIALS = [
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]+:[^\s:@/]+@/i,
  /\bpassword\s*=\s*[^\s;]+/i,
];
const SECRET_NAME = /(password|passwd|secret|token|api_?key)$/i;
const PROXY_METRICS = ["ClientConnections", "DatabaseConnections", "DatabaseConnectionsCurrentlyBorrowed",
  "DatabaseConnectionsBorrowLatency", "QueryDatabaseResponseLatency", "MaxDatabaseConnectionsAllowed"];

function aboutProxies(alarm) {
  return alarm.namespace === "AWS/RDS" && Object.keys(alarm.dimensions || {}).some((key) => /proxy/i.test(key));
}

const asList = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

new PolicyPack("bench-peer", {
  policies: [
    resources("proxy-requires-tls", "RDS Proxy requires TLS", [PROXY], (proxy, report) => {
      if (proxy.requireTls !== true) {
        report("requireTls is not true");
      }
    }),
    resources("proxy-authenticates-with-secrets-manager", "RDS Proxy authenticates with Secrets Manager", [PROXY], (proxy, report) => {
      if (asList(proxy.auths).length === 0 && proxy.defaultAuthScheme !== "IAM_AUTH") {
        report("auths is empty");
      }
      for (const auth of asList(proxy.auths)) {
        if (auth.authScheme !== undefined && auth.authScheme !== "SECRETS") {
          report("authScheme is not SECRETS");
        }
        if (!SECRET_ARN.test(auth.secretArn || "")) {
          report("secretArn is not the ARN of a secret");
        }
      }
    }),
    resources("proxy-requires-iam-authentication", "Clients authenticate to RDS Proxy with IAM", [PROXY], (proxy, report) => {
      for (const auth of asList(proxy.auths)) {
        if (auth.iamAuth !== "REQUIRED") {
          report("iamAuth is not REQUIRED");
        }
      }
    }),
    resources("proxy-refuses-md5-passwords", "RDS Proxy refuses MD5 passwords", [PROXY], (proxy, report) => {
      for (const auth of asList(proxy.auths)) {
        if (auth.clientPasswordAuthType === "POSTGRES_MD5") {
          report("accepts MD5 passwords");
        }
      }
    }),
    resources("proxy-debug-logging-disabled", "RDS Proxy does not write debug logs in production", [PROXY], inProduction((proxy, report) => {
      if (proxy.debugLogging === true) {
        report("debugLogging is true");
      }
    })),
    resources("proxy-has-security-groups", "RDS Proxy has security groups of its own", [PROXY, "aws:rds/proxyEndpoint:ProxyEndpoint"], (proxy, report) => {
      if (asList(proxy.vpcSecurityGroupIds).length === 0) {
        report("vpcSecurityGroupIds is empty");
      }
    }),
    resources("proxy-pool-within-limits", "RDS Proxy's connection pool is within AWS's limits", ["aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup"], (pool, report) => {
      const config = pool.connectionPoolConfig || {};
      const within = (value, least, most) => value === undefined || (value >= least && value <= most);
      if (!within(config.maxConnectionsPercent, 1, 100) || !within(config.maxIdleConnectionsPercent, 0, 100) || !within(config.connectionBorrowTimeout, 0, 300)) {
        report("a limit is out of range");
      }
      if (config.maxIdleConnectionsPercent > config.maxConnectionsPercent) {
        report("idle is above max");
      }
    }),
    resources("proxy-alarms-name-real-metrics", "Alarms on RDS Proxy watch metrics that exist", [ALARM], (alarm, report) => {
      if (aboutProxies(alarm)) {
        if (!PROXY_METRICS.includes(alarm.metricName)) {
          report("metricName is not a metric that proxies publish");
        }
        if (!("ProxyName" in alarm.dimensions)) {
          report("dimensions has no ProxyName");
        }
      }
    }),
    resources("database-not-public", "The database is not publicly accessible", [INSTANCE, "aws:rds/clusterInstance:ClusterInstance"], (database, report) => {
      if (database.publiclyAccessible === true) {
        report("publiclyAccessible is true");
      }
    }),
    resources("database-storage-encrypted", "Database storage is encrypted", [INSTANCE, CLUSTER], (database, report) => {
      const copied = database.replicateSourceDb || database.snapshotIdentifier || database.restoreToPointInTime;
      if (database.storageEncrypted !== true && !copied) {
        report("storageEncrypted is not true");
      }
    }),
    resources("database-forces-tls", "The database refuses connections without TLS", ["aws:rds/parameterGroup:ParameterGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup"], (group, report) => {
      const family = /^(?:aurora-)?postgres(?:ql)?(\d+)/.exec(group.family || "");
      const setting = asList(group.parameters).find((each) => each.name === "rds.force_ssl");
      if (family && (setting ? setting.value !== "1" : Number(family[1]) < 15)) {
        report("rds.force_ssl is not 1");
      }
    }),
    resources("database-master-password-managed", "RDS manages the master password", [INSTANCE, CLUSTER], (database, report) => {
      if (database.manageMasterUserPassword !== true && (database.password || database.masterPassword)) {
        report("the password is plain text");
      }
    }),
    resources("database-deletion-protected", "Production databases have deletion protection", [INSTANCE, CLUSTER], inProduction((database, report) => {
      if (database.deletionProtection !== true) {
        report("deletionProtection is not true");
      }
    })),
    resources("database-backups-retained", "Production databases retain backups long enough", [INSTANCE, CLUSTER], inProduction((database, report) => {
      if (!database.replicateSourceDb && !(database.backupRetentionPeriod >= 7)) {
        report("backupRetentionPeriod is below 7 days");
      }
    })),
    resources("database-multi-az", "Production databases span Availability Zones", [INSTANCE], inProduction((database, report) => {
      if (!database.replicateSourceDb && database.multiAz !== true) {
        report("multiAz is not true");
      }
    })),
    resources("lambda-environment-holds-no-secrets", "Lambda environment variables contain no secrets", [FUNCTION], (lambda, report) => {
      for (const [name, value] of Object.entries((lambda.environment || {}).variables || {})) {
        if (CREDENTIALS.some((each) => each.test(value)) || (SECRET_NAME.test(name) && !SECRET_ARN.test(value))) {
          report(`environment.variables.${name} contains a secret`);
        }
      }
    }),
    resources("lambda-connects-through-proxy", "Lambda functions reach the database through RDS Proxy", [FUNCTION], (lambda, report) => {
      for (const [name, value] of Object.entries((lambda.environment || {}).variables || {})) {
        if (DATABASE_HOST.test(value)) {
          report(`environment.variables.${name} contains the address of a database`);
        }
      }
    }),
    resources("rds-connect-scoped-to-proxy", "rds-db:connect is limited to one proxy and one user", POLICIES, (holder, report) => {
      for (const statement of asList(JSON.parse(holder.policy || "{}").Statement)) {
        if (statement.Effect === "Allow" && asList(statement.Action).some((each) => /^(rds-db:(connect|\*)|\*)$/i.test(each))) {
          for (const arn of asList(statement.Resource)) {
            if (!/:dbuser:prx-[a-z0-9]+\/[^*?]+$/.test(arn)) {
              report("rds-db:connect is not limited to one proxy and one user");
            }
          }
        }
      }
    }),
    {
      name: "proxy-has-target",
      description: "RDS Proxy has a target and an explicit connection pool",
      enforcementLevel: "mandatory",
      validateStack: (stack, report) => {
        const named = new Set();
        for (const resource of stack.resources) {
          if (resource.type === "aws:rds/proxyTarget:ProxyTarget") {
            named.add(resource.props.dbProxyName);
          }
        }
        for (const resource of stack.resources) {
          if (resource.type === PROXY && !named.has(resource.props.name)) {
            report("has no ProxyTarget in this stack", resource.urn);
          }
        }
      },
    },
    {
      name: "proxy-alarms-present",
      description: "RDS Proxy has alarms on its connections",
      enforcementLevel: "mandatory",
      validateStack: (stack, report) => {
        const watched = new Set();
        for (const resource of stack.resources) {
          if (resource.type === ALARM && aboutProxies(resource.props)) {
            watched.add(`${resource.props.metricName} ${resource.props.dimensions.ProxyName}`);
          }
        }
        for (const resource of stack.resources) {
          if (resource.type === PROXY) {
            for (const metric of ["ClientConnections", "DatabaseConnections"]) {
              if (!watched.has(`${metric} ${resource.props.name}`)) {
                report(`has no alarm on ${metric} in this stack`, resource.urn);
              }
            }
          }
        }
      },
    },
  ],
});
