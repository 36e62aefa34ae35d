package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.login.SecretStore.Refused;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One of an account's proxies on loopback, for logging in, without a pool. As RDS Proxy does, it
 * requires TLS, knows exactly the users whose secrets its role can read, takes a password or a
 * token as its {@code auths} say, and logs in to the database with the password in the secret (RDS
 * user guide, "RDS Proxy concepts"). Its refusals have the texts of the guide's "Troubleshooting
 * for RDS Proxy". It asks clients for a cleartext password inside TLS where RDS Proxy would use
 * SCRAM.
 */
final class LocalProxy implements AutoCloseable {

  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private static final int VERSION_3 = 196_608;
  private static final int LONGEST_MESSAGE = 100_000;

  /** A login that is refused, with its SQLSTATE. */
  private static final class NotAdmitted extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    NotAdmitted(String sqlState, String message) {
      super(message);
      this.sqlState = sqlState;
    }
  }

  private final Account account;
  private final Entity proxy;
  private final List<String> hosts;
  private final SecretStore secrets;
  private final AccessKeys keys;
  private final LocalDatabase database;
  private final SSLContext tls;
  private final ServerSocket listening;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            return thread;
          });

  private LocalProxy(
      Account account,
      Entity proxy,
      List<String> hosts,
      SecretStore secrets,
      AccessKeys keys,
      LocalDatabase database,
      SSLContext tls,
      ServerSocket listening) {
    this.account = account;
    this.proxy = proxy;
    this.hosts = List.copyOf(hosts);
    this.secrets = secrets;
    this.keys = keys;
    this.database = database;
    this.tls = tls;
    this.listening = listening;
  }

  /**
   * Opens one.
   *
   * @param hosts the names of its endpoints, for which clients sign tokens
   */
  static LocalProxy open(
      Account account,
      Entity proxy,
      List<String> hosts,
      SecretStore secrets,
      AccessKeys keys,
      LocalDatabase database,
      SSLContext tls)
      throws IOException {
    var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var opened = new LocalProxy(account, proxy, hosts, secrets, keys, database, tls, listening);
    opened.threads.execute(opened::accept);
    return opened;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket tcp) {
    try (tcp) {
      var plain = new DataInputStream(tcp.getInputStream());
      var request = readRequest(plain);
      while (request.getInt(0) == GSS_REQUEST) {
        tcp.getOutputStream().write('N');
        request = readRequest(plain);
      }
      if (request.getInt(0) == SSL_REQUEST) {
        tcp.getOutputStream().write('S');
        try (var client = (SSLSocket) tls.getSocketFactory().createSocket(tcp, null, true)) {
          converse(client);
        }
      } else {
        send(tcp, refusal(new NotAdmitted("28000", "This RDS Proxy requires TLS connections")));
      }
    } catch (IOException gone) {
      // The client has left, as a client that trusts no such certificate does.
      return;
    }
  }

  private void converse(SSLSocket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var startup = readRequest(in);
    if (startup.getInt(0) != VERSION_3) {
      return;
    }
    var parameters = parameters(startup);
    try {
      var user = parameters.getOrDefault("user", "");
      requireNoOptions(parameters);
      send(client, new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
      var credentials = admit(user, readPassword(in));
      try (var server = database.connect()) {
        var answer = server.ask(parameters);
        if (answer.asksForPassword()) {
          server.sendPassword(credentials.password());
        } else {
          send(client, answer.bytes());
        }
        relay(client, in, server);
      }
    } catch (NotAdmitted refused) {
      send(client, refusal(refused));
    }
  }

  private static void requireNoOptions(Map<String, String> parameters) throws NotAdmitted {
    if (parameters.containsKey("options")) {
      throw new NotAdmitted(
          "0A000",
          "Feature not supported: RDS Proxy currently doesn’t support command-line options.");
    }
  }

  private Credentials admit(String user, String given) throws NotAdmitted {
    for (var auth : proxy.properties().objects("auths")) {
      var known = credentials(auth.text("secretArn", ""));
      if (known.isPresent() && known.get().username().equals(user)) {
        if (auth.says("iamAuth", "REQUIRED")) {
          requireToken(user, given);
        } else if (!known.get().password().equals(given)) {
          throw new NotAdmitted(
              "28P01", "The password that was provided for the role " + user + " is wrong.");
        }
        return known.get();
      }
    }
    throw new NotAdmitted(
        "28000",
        "This RDS proxy has no credentials for the role "
            + user
            + ". Check the credentials for this role and try again.");
  }

  private Optional<Credentials> credentials(String secret) {
    try {
      return Optional.of(Credentials.parse(secrets.read(proxy.text("roleArn").orElse(""), secret)));
    } catch (Refused withoutValueOrRight) {
      return Optional.empty();
    }
  }

  private void requireToken(String user, String given) throws NotAdmitted {
    var signer =
        IamToken.parse(given)
            .flatMap(
                token ->
                    keys.find(token.accessKeyId())
                        .filter(
                            key ->
                                hosts.stream()
                                    .anyMatch(
                                        host ->
                                            token.isSigned(
                                                key,
                                                host + ":" + port(),
                                                user,
                                                account.region(),
                                                Instant.now()))));
    var allowed =
        signer.map(
            key -> RolePermissions.of(account, key.role()).allow("rds-db:connect", userArn(user)));
    if (allowed.isEmpty() || allowed.get().isFalse()) {
      throw new NotAdmitted(
          "28000",
          "IAM authentication failed for the role "
              + user
              + ". Check the IAM token for this role and try again.");
    }
  }

  private String userArn(String user) {
    var arn = proxy.text("arn").orElse("");
    return account.arn("rds-db", "dbuser:" + arn.substring(arn.lastIndexOf(':') + 1) + "/" + user);
  }

  private void relay(SSLSocket client, DataInputStream in, ServerSession server)
      throws IOException {
    threads.execute(
        () -> {
          try (server) {
            var bytes = new byte[8192];
            for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
              server.write(ByteBuffer.wrap(bytes, 0, read));
            }
          } catch (IOException ended) {
            // The other direction ends with it.
            return;
          }
        });
    var buffer = new byte[8192];
    var bytes = ByteBuffer.wrap(buffer);
    while (server.read(bytes) >= 0) {
      client.getOutputStream().write(buffer, 0, bytes.position());
      client.getOutputStream().flush();
      bytes.clear();
    }
  }

  private static ByteBuffer readRequest(DataInputStream in) throws IOException {
    return ByteBuffer.wrap(readBody(in));
  }

  private static String readPassword(DataInputStream in) throws IOException {
    if (in.readByte() != 'p') {
      throw new IOException("The client sent no password.");
    }
    var body = readBody(in);
    return new String(body, 0, body.length - 1, UTF_8);
  }

  private static byte[] readBody(DataInputStream in) throws IOException {
    var length = in.readInt() - 4;
    if (length < 1 || length > LONGEST_MESSAGE) {
      throw new IOException("The client speaks another protocol.");
    }
    return in.readNBytes(length);
  }

  private static Map<String, String> parameters(ByteBuffer startup) {
    var texts = UTF_8.decode(startup.slice(4, startup.capacity() - 4)).toString().split("\0", -1);
    var parameters = new HashMap<String, String>();
    for (var index = 0; index + 1 < texts.length && !texts[index].isEmpty(); index += 2) {
      parameters.put(texts[index], texts[index + 1]);
    }
    return parameters;
  }

  private static byte[] refusal(NotAdmitted refused) throws IOException {
    var body = new ByteArrayOutputStream();
    for (var field :
        List.of("SFATAL", "VFATAL", "C" + refused.sqlState, "M" + refused.getMessage())) {
      body.write(field.getBytes(UTF_8));
      body.write(0);
    }
    body.write(0);
    var message = new ByteArrayOutputStream();
    var out = new DataOutputStream(message);
    out.writeByte('E');
    out.writeInt(4 + body.size());
    out.write(body.toByteArray());
    return message.toByteArray();
  }

  private static void send(Socket client, byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
