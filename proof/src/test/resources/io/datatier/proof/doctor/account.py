"""An AWS account on loopback: a moto server with a proxy, a database, a function and a secret.

Prints one line of JSON when it is there. Each line on standard input changes the account in one
way and is answered by one line.
"""

import datetime
import io
import json
import os
import sys
import zipfile

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

# The AWS SDK for Java speaks CBOR with CloudWatch, and moto does not: here it is translated.
dispatch = DomainDispatcherApplication.__call__
statistics = get_session().get_service_model("cloudwatch").operation_model("GetMetricStatistics")


def translate(self, environ, start_response):
    if not environ["PATH_INFO"].endswith("/operation/GetMetricStatistics"):
        return dispatch(self, environ, start_response)
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    asked = RpcV2CBORParser().parse_data_item(io.BufferedReader(io.BytesIO(body)))
    answer = metrics.get_metric_statistics(**asked)
    answer.pop("ResponseMetadata")
    cbor = bytearray()
    RpcV2CBORSerializer()._serialize_data_item(cbor, answer, statistics.output_shape)
    headers = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")]
    start_response("200 OK", headers)
    return [bytes(cbor)]


DomainDispatcherApplication.__call__ = translate

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
proxy = rds.create_db_proxy(
    DBProxyName="shop-proxy",
    EngineFamily="POSTGRESQL",
    Auth=[{"AuthScheme": "SECRETS", "SecretArn": secret, "IAMAuth": "DISABLED"}],
    RoleArn=role,
    VpcSubnetIds=subnets,
    VpcSecurityGroupIds=[of_proxy],
    RequireTLS=True,
)["DBProxy"]
rds.register_db_proxy_targets(
    DBProxyName="shop-proxy", TargetGroupName="default", DBInstanceIdentifiers=["shop-db"]
)
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
    Environment={"Variables": {"RDS_PROXY_ENDPOINT": proxy["Endpoint"]}},
)
# moto puts every function into the same VPC.
LambdaFunction.vpc_config = property(lambda function: {**function._vpc_config, "VpcId": vpc})


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


def rotate(days):
    held = secretsmanager_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].secrets["reports"]
    held.rotation_enabled, held.rotation_requested = True, True
    now = datetime.datetime.now(datetime.timezone.utc)
    held.next_rotation_date = int((now + datetime.timedelta(days=days)).timestamp())


def status(word):
    rds_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].db_proxies["shop-proxy"].status = word


def endpoint(address):
    rds_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].db_proxies["shop-proxy"].endpoint = address


CHANGES = {
    "health": health,
    "status": status,
    "endpoint": endpoint,
    "secret": lambda text: secrets.put_secret_value(SecretId=secret, SecretString=text),
    "lose-secret": lambda: secrets.delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True),
    "rotate": lambda days: rotate(int(days)),
    "close-proxy": lambda: ec2.revoke_security_group_ingress(
        GroupId=of_proxy, IpPermissions=permission(of_client)
    ),
    "close-database": lambda: ec2.revoke_security_group_ingress(
        GroupId=of_database, IpPermissions=permission(of_proxy)
    ),
    "metric": lambda name, dimension, of, value: put(name, dimension, of, float(value)),
    "options": lambda: functions.update_function_configuration(
        FunctionName="report", Environment={"Variables": {"PGOPTIONS": "-c x=y"}}
    ),
}

print(json.dumps({"url": url, "proxyArn": proxy["DBProxyArn"], "secret": secret}), flush=True)
for line in sys.stdin:
    name, *arguments = json.loads(line)
    CHANGES[name](*arguments)
    print("done", flush=True)
server.stop()
