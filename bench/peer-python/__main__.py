"""One rule: what is measured is how long Python and the SDK take to start."""

from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy


def requires_tls(args, report):
    if args.resource_type == "aws:rds/proxy:Proxy" and not args.props.get("requireTls"):
        report("requireTls is not true")


PolicyPack(
    name="bench-peer-python",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[
        ResourceValidationPolicy(
            name="proxy-requires-tls",
            description="RDS Proxy requires TLS",
            validate=requires_tls,
        )
    ],
)
