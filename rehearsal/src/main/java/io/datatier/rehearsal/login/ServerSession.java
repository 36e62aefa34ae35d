package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * The client's side of PostgreSQL's protocol, version 3 (PostgreSQL manual, "Frontend/Backend
 * Protocol"), as much as a proxy needs: it begins a session, then passes on what others say.
 */
final class ServerSession implements AutoCloseable {

  private static final int VERSION_3 = 196_608;
  private static final int CLEARTEXT_PASSWORD = 3;

  /** A message from the server. */
  record Message(char type, ByteBuffer body) {

    boolean asksForPassword() {
      return type == 'R' && body.getInt(0) == CLEARTEXT_PASSWORD;
    }

    byte[] bytes() {
      return ByteBuffer.allocate(5 + body.capacity())
          .put((byte) type)
          .putInt(4 + body.capacity())
          .put(body.duplicate().rewind())
          .array();
    }
  }

  private final SocketChannel channel;

  private ServerSession(SocketChannel channel) {
    this.channel = channel;
  }

  static ServerSession open(UnixDomainSocketAddress address) throws IOException {
    return new ServerSession(SocketChannel.open(address));
  }

  /** Begins a session for which no password is needed. */
  void begin(String user, String database) throws IOException {
    send(startup(Map.of("user", user, "database", database)));
    awaitReady();
  }

  /** Runs one statement and drops its result. */
  void execute(String sql) throws IOException {
    send(message('Q', sql));
    awaitReady();
  }

  /** Runs one query and gives the first column of its last row, as a text. */
  String ask(String sql) throws IOException {
    send(message('Q', sql));
    var found = "";
    for (var message = receive(); message.type() != 'Z'; message = receive()) {
      if (message.type() == 'E') {
        throw new IOException("PostgreSQL: " + UTF_8.decode(message.body().duplicate().rewind()));
      }
      if (message.type() == 'D') {
        // The number of columns, then each with its length.
        found = UTF_8.decode(message.body().slice(6, message.body().getInt(2))).toString();
      }
    }
    return found;
  }

  private void awaitReady() throws IOException {
    for (var message = receive(); message.type() != 'Z'; message = receive()) {
      if (message.type() == 'E') {
        throw new IOException("PostgreSQL: " + UTF_8.decode(message.body().duplicate().rewind()));
      }
    }
  }

  /** Asks for a session and gives what the server says to it. */
  Message ask(Map<String, String> parameters) throws IOException {
    send(startup(parameters));
    return receive();
  }

  void sendPassword(String password) throws IOException {
    send(message('p', password));
  }

  void send(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads what is there into {@code bytes}; -1 at the end. */
  int read(ByteBuffer bytes) throws IOException {
    return channel.read(bytes);
  }

  private Message receive() throws IOException {
    var head = fill(5);
    var type = (char) head.get(0);
    return new Message(type, fill(head.getInt(1) - 4));
  }

  private ByteBuffer fill(int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("PostgreSQL ended the session.");
      }
    }
    return bytes.rewind();
  }

  private static byte[] startup(Map<String, String> parameters) throws IOException {
    var body = new ByteArrayOutputStream();
    var out = new DataOutputStream(body);
    out.writeInt(VERSION_3);
    for (var parameter : parameters.entrySet()) {
      text(out, parameter.getKey());
      text(out, parameter.getValue());
    }
    out.writeByte(0);
    return ByteBuffer.allocate(4 + body.size())
        .putInt(4 + body.size())
        .put(body.toByteArray())
        .array();
  }

  private static byte[] message(char type, String text) throws IOException {
    var body = new ByteArrayOutputStream();
    text(new DataOutputStream(body), text);
    return new Message(type, ByteBuffer.wrap(body.toByteArray())).bytes();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.writeByte(0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
