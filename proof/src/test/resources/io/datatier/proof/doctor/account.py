"""AWS accounts on loopback, each a moto server with proxies, a database, clients and a secret.

To load moto takes longer than all else, so one process makes them all: each line on standard input
forks an account and is answered by a port. Whoever connects there reads one line of JSON; each line
then sent changes the account in one way and is answered by one line. The account ends with the
connection.
"""

import base64
import datetime
import fnmatch
import io
import json
import os
import signal
import socket
import sys
import zipfile
from urllib.parse import parse_qs

os.environ.update(
    AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_DEFAULT_REGION="us-east-1"
)

import boto3
from moto.awslambda.models import LambdaFunction
from moto.core import DEFAULT_ACCOUNT_ID
from moto.rds.models import DBProxyTarget, rds_backends
from moto.secretsmanager.models import secretsmanager_backends
from botocore.parsers import RpcV2CBORParser
from botocore.serialize import RpcV2CBORSerializer
from botocore.session import get_session
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.server import ThreadedMotoServer

dispatch = DomainDispatcherApplication.__call__
statistics = get_session().get_service_model("cloudwatch").operation_model("GetMetricStatistics")
# Operations by how often each is still refused, and with which code.
refusals = {}
readers = []


def wire(environ, asked):
    """The protocol of a call, and its operation."""
    path = environ["PATH_INFO"]
    if "/operation/" in path:
        return "cbor", path.rsplit("/", 1)[1]
    if "HTTP_X_AMZ_TARGET" in environ:
        return "json", environ["HTTP_X_AMZ_TARGET"].rsplit(".", 1)[1]
    if path.endswith("/configuration"):
        return "rest", "GetFunctionConfiguration"
    action = parse_qs(asked.decode()).get("Action", [""])[0]
    # Who asks for a role by an identity token signs nothing.
    return ("ec2" if "/ec2/" in environ.get("HTTP_AUTHORIZATION", "") else "query"), action


def error(protocol, code):
    """How AWS words an error: status, headers and body."""
    said = "User: arn:aws:iam::123456789012:user/operator is not authorized"
    status = "400 Bad Request" if code == "Throttling" else "403 Forbidden"
    inner = f"<Error><Code>{code}</Code><Message>{said}</Message></Error>"
    match protocol:
        case "ec2":
            code = code.replace("AccessDenied", "UnauthorizedOperation")
            inner = f"<Error><Code>{code}</Code><Message>{said}</Message></Error>"
            return status, [], f"<Response><Errors>{inner}</Errors></Response>".encode()
        case "query":
            return status, [], f"<ErrorResponse>{inner}</ErrorResponse>".encode()
        case "json":
            body = {"__type": f"{code}Exception", "Message": said}
            return "400 Bad Request", [], json.dumps(body).encode()
        case "rest":
            kind = [("x-amzn-ErrorType", f"{code}Exception")]
            return status, kind, json.dumps({"Message": said}).encode()
    cbor = bytearray()
    shape = statistics.output_shape.members["Label"]
    serializer = RpcV2CBORSerializer()
    serializer._serialize_data_item(cbor, said, shape)
    word = bytearray()
    serializer._serialize_data_item(word, code, shape)
    head = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")]
    # A map of two: __type and message.
    return status, head, b"\xa2\x66__type" + bytes(word) + b"\x67message" + bytes(cbor)


def metric_statistics(asked):
    """The AWS SDK for Java speaks CBOR with CloudWatch, and moto does not: here it is translated."""
    answer = metrics.get_metric_statistics(
        **RpcV2CBORParser().parse_data_item(io.BufferedReader(io.BytesIO(asked)))
    )
    answer.pop("ResponseMetadata")
    cbor = bytearray()
    RpcV2CBORSerializer()._serialize_data_item(cbor, answer, statistics.output_shape)
    head = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")]
    return "200 OK", head, bytes(cbor)


def proxy_endpoints(asked):
    """moto has none."""
    name = parse_qs(asked.decode())["DBProxyName"][0]
    found = "".join(text for of, text in readers if of == name)
    body = f"<DBProxyEndpoints>{found}</DBProxyEndpoints>"
    operation = "DescribeDBProxyEndpoints"
    xml = f"<{operation}Response><{operation}Result>{body}</{operation}Result></{operation}Response>"
    return "200 OK", [], xml.encode()


def simulate(asked):
    """moto has no simulator: the inline policies of the role decide, by what they allow."""
    words = {key: values[0] for key, values in parse_qs(asked.decode()).items()}
    role = words["PolicySourceArn"].rsplit("/", 1)[1]
    action, resource = words["ActionNames.member.1"], words["ResourceArns.member.1"]
    allowed = any(
        fnmatch.fnmatch(resource, statement["Resource"]) and action in statement["Action"]
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]
        for statement in iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"][
            "Statement"
        ]
    )
    decision = "allowed" if allowed else "implicitDeny"
    member = (
        f"<member><EvalActionName>{action}</EvalActionName>"
        f"<EvalResourceName>{resource}</EvalResourceName>"
        f"<EvalDecision>{decision}</EvalDecision></member>"
    )
    operation = "SimulatePrincipalPolicy"
    body = f"<EvaluationResults>{member}</EvaluationResults>"
    xml = f"<{operation}Response><{operation}Result>{body}</{operation}Result></{operation}Response>"
    return "200 OK", [], xml.encode()


ANSWERS = {
    "GetMetricStatistics": metric_statistics,
    "DescribeDBProxyEndpoints": proxy_endpoints,
    "SimulatePrincipalPolicy": simulate,
}


def answer(self, environ, start_response):
    asked = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(asked)
    ours = environ.get("HTTP_USER_AGENT", "").startswith("aws-sdk-java")
    protocol, operation = wire(environ, asked) if ours else ("", "")
    code, times = refusals.get(operation, ("", 0))
    if times > 0:
        refusals[operation] = (code, times - 1)
        status, headers, body = error(protocol, code)
    elif operation in ANSWERS:
        status, headers, body = ANSWERS[operation](asked)
    else:
        return dispatch(self, environ, start_response)
    start_response(status, headers)
    return [body]


DomainDispatcherApplication.__call__ = answer

# What has ended is nobody's to wait for.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in sys.stdin:
    listener = socket.create_server(("127.0.0.1", 0))
    if os.fork() == 0:
        break
    print(listener.getsockname()[1], flush=True)
    listener.close()
else:
    sys.exit()
connection = listener.accept()[0].makefile("rw", encoding="utf-8")
listener.close()

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
url = f"http://127.0.0.1:{port}"


def client(name):
    return boto3.client(name, endpoint_url=url)


ec2, rds, iam = client("ec2"), client("rds"), client("iam")
secrets, functions, metrics = client("secretsmanager"), client("lambda"), client("cloudwatch")

vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnets = [
    ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{z}")[
        "Subnet"
    ]["SubnetId"]
    for n, z in enumerate("ab")
]


def group(name):
    made = ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.revoke_security_group_egress(GroupId=made, IpPermissions=[everything])
    return made


def permission(other):
    return [
        {
            "IpProtocol": "tcp",
            "FromPort": 5432,
            "ToPort": 5432,
            "UserIdGroupPairs": [{"GroupId": other}],
        }
    ]


of_client, of_proxy, of_database = group("client"), group("proxy"), group("database")
for one, other in ((of_client, of_proxy), (of_proxy, of_database)):
    ec2.authorize_security_group_egress(GroupId=one, IpPermissions=permission(other))
    ec2.authorize_security_group_ingress(GroupId=other, IpPermissions=permission(one))

trust = json.dumps({"Version": "2012-10-17", "Statement": []})
role = iam.create_role(RoleName="role", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
secret = secrets.create_secret(
    Name="reports", SecretString=json.dumps({"username": "reports", "password": "Sesame"})
)["ARN"]
rds.create_db_subnet_group(
    DBSubnetGroupName="subnets", DBSubnetGroupDescription="subnets", SubnetIds=subnets
)
rds.create_db_instance(
    DBInstanceIdentifier="shop-db",
    DBInstanceClass="db.t4g.small",
    Engine="postgres",
    MasterUsername="iadmin",
    MasterUserPassword="unused-here",
    AllocatedStorage=20,
    DBSubnetGroupName="subnets",
    VpcSecurityGroupIds=[of_database],
)
reading = {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": secret}
iam.put_role_policy(
    RoleName="role",
    PolicyName="secrets",
    PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [reading]}),
)


def make_proxy(name):
    made = rds.create_db_proxy(
        DBProxyName=name,
        EngineFamily="POSTGRESQL",
        Auth=[{"AuthScheme": "SECRETS", "SecretArn": secret, "IAMAuth": "DISABLED"}],
        RoleArn=role,
        VpcSubnetIds=subnets,
        VpcSecurityGroupIds=[of_proxy],
        RequireTLS=True,
    )["DBProxy"]
    rds.register_db_proxy_targets(
        DBProxyName=name, TargetGroupName="default", DBInstanceIdentifiers=["shop-db"]
    )
    pool = rds_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].db_proxies[name].proxy_target_groups["default"]
    # CloudWatch's minutes begin before they are told of.
    pool.updated_date -= datetime.timedelta(hours=1)
    return made


proxy, successor = make_proxy("shop-proxy"), make_proxy("shop-proxy-b")
code = io.BytesIO()
with zipfile.ZipFile(code, "w") as archive:
    archive.writestr("index.py", "")
functions.create_function(
    FunctionName="report",
    Runtime="python3.12",
    Role=role,
    Handler="index.handler",
    Code={"ZipFile": code.getvalue()},
    Timeout=60,
    VpcConfig={"SubnetIds": subnets, "SecurityGroupIds": [of_client]},
    Environment={"Variables": {"RDS_PROXY_ENDPOINT": proxy["Endpoint"], "RDS_SECRET_ARN": secret}},
)
# moto puts every function into the same VPC.
LambdaFunction.vpc_config = property(lambda function: {**function._vpc_config, "VpcId": vpc})


script = f"""#!/bin/bash
cat >/etc/datatier/environment <<'END_OF_ENVIRONMENT'
RDS_PROXY_ENDPOINT={proxy["Endpoint"]}
RDS_SECRET_ARN={secret}
END_OF_ENVIRONMENT
"""
template = ec2.create_launch_template(
    LaunchTemplateName="drivers",
    LaunchTemplateData={
        "UserData": base64.b64encode(script.encode()).decode(),
        "NetworkInterfaces": [{"DeviceIndex": 0, "Groups": [of_client]}],
    },
)["LaunchTemplate"]["LaunchTemplateId"]
groups = client("autoscaling")
groups.create_auto_scaling_group(
    AutoScalingGroupName="drivers",
    LaunchTemplate={"LaunchTemplateId": template, "Version": "$Latest"},
    MinSize=0,
    MaxSize=2,
    DesiredCapacity=0,
    VPCZoneIdentifier=",".join(subnets),
)


def put(metric, dimension, name, value):
    metrics.put_metric_data(
        Namespace="AWS/RDS",
        MetricData=[
            {
                "MetricName": metric,
                "Dimensions": [{"Name": dimension, "Value": name}],
                "Value": value,
            }
        ],
    )


def health(state, reason=None, description=None):
    said = {"State": state, "Reason": reason, "Description": description}
    DBProxyTarget.target_health = {key: value for key, value in said.items() if value}


def held_secret():
    return secretsmanager_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].secrets["reports"]


def rotate(days):
    held = held_secret()
    held.rotation_enabled, held.rotation_requested = True, True
    now = datetime.datetime.now(datetime.timezone.utc)
    held.next_rotation_date = int((now + datetime.timedelta(days=days)).timestamp())


def first_proxy():
    return rds_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].db_proxies["shop-proxy"]


def status(word):
    first_proxy().status = word


def endpoint(address):
    variable("RDS_PROXY_ENDPOINT", address)
    first_proxy().endpoint = address


def with_tokens():
    first_proxy().auth = [{"AuthScheme": "SECRETS", "SecretArn": secret, "IAMAuth": "REQUIRED"}]


def variable(name, value):
    held = functions.get_function_configuration(FunctionName="report")["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName="report", Environment={"Variables": {**held, name: value}}
    )


def for_readers(state):
    members = {
        "DBProxyEndpointName": "shop-readers",
        "DBProxyName": "shop-proxy",
        "Endpoint": "shop-readers.endpoint.proxy-x.us-east-1.rds.amazonaws.com",
        "Status": state,
        "VpcId": vpc,
        "TargetRole": "READ_ONLY",
        "IsDefault": "false",
    }
    text = "".join(f"<{key}>{value}</{key}>" for key, value in members.items())
    groups = f"<VpcSecurityGroupIds><member>{of_proxy}</member></VpcSecurityGroupIds>"
    ids = "".join(f"<member>{subnet}</member>" for subnet in subnets)
    nets = f"<VpcSubnetIds>{ids}</VpcSubnetIds>"
    readers.append(("shop-proxy", f"<member>{text}{groups}{nets}</member>"))


CHANGES = {
    "health": health,
    "status": status,
    "endpoint": endpoint,
    "secret": lambda text: secrets.put_secret_value(SecretId=secret, SecretString=text),
    "lose-secret": lambda: secrets.delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True),
    "empty-secret": lambda: held_secret().versions.clear(),
    "rotate": lambda days: rotate(int(days)),
    "close-proxy": lambda: ec2.revoke_security_group_ingress(
        GroupId=of_proxy, IpPermissions=permission(of_client)
    ),
    "close-database": lambda: ec2.revoke_security_group_ingress(
        GroupId=of_database, IpPermissions=permission(of_proxy)
    ),
    "metric": lambda name, dimension, of, value: put(name, dimension, of, float(value)),
    "variable": variable,
    "with-tokens": with_tokens,
    "for-readers": for_readers,
    "refuse": lambda code, times, *named: refusals.update(
        {operation: (code, int(times)) for operation in named}
    ),
    "take-permission": lambda: iam.delete_role_policy(RoleName="role", PolicyName="secrets"),
    "delete-function": lambda: functions.delete_function(FunctionName="report"),
    "delete-template": lambda: ec2.delete_launch_template(LaunchTemplateId=template),
    "delete-group": lambda: groups.delete_auto_scaling_group(AutoScalingGroupName="drivers"),
    "delete-database": lambda: rds.delete_db_instance(
        DBInstanceIdentifier="shop-db", SkipFinalSnapshot=True
    ),
    "delete-proxy": lambda: rds.delete_db_proxy(DBProxyName="shop-proxy"),
}

made = {
    "url": url,
    "proxyArn": proxy["DBProxyArn"],
    "successorArn": successor["DBProxyArn"],
    "endpoint": proxy["Endpoint"],
    "template": template,
}
print(json.dumps(made), file=connection, flush=True)
for line in connection:
    name, *arguments = json.loads(line)
    CHANGES[name](*arguments)
    print("done", file=connection, flush=True)
server.stop()
