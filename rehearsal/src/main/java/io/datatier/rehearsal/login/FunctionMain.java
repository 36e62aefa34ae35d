package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runs a Lambda handler as Lambda's Java runtime does, in a process of its own: one event a line on
 * standard input; for each one line on standard output, {@code +} and the result or {@code -} and
 * the error. It needs nothing but the JDK, so that the handler has its own libraries.
 */
public final class FunctionMain {

  private FunctionMain() {}

  /** Runs the handler class that the only argument names. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    var answers = new PrintStream(System.out, true, UTF_8);
    System.setOut(System.err);
    var handler = Class.forName(args[0]).getDeclaredConstructor().newInstance();
    var method = handlerMethod(handler.getClass());
    try (var events = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (var event = events.readLine(); event != null; event = events.readLine()) {
        answers.println(answer(handler, method, event).replaceAll("\\s*\\R\\s*", " "));
      }
    }
  }

  private static String answer(Object handler, Method method, String event)
      throws ReflectiveOperationException {
    var context = method.getParameterTypes()[2];
    var unused =
        Proxy.newProxyInstance(
            context.getClassLoader(),
            new Class<?>[] {context},
            (proxy, asked, arguments) -> {
              throw new UnsupportedOperationException(asked.getName());
            });
    var result = new ByteArrayOutputStream();
    try {
      method.invoke(handler, new ByteArrayInputStream(event.getBytes(UTF_8)), result, unused);
      return "+" + result.toString(UTF_8);
    } catch (InvocationTargetException failed) {
      return "-" + Optional.ofNullable(failed.getCause()).map(Throwable::getMessage).orElse("");
    }
  }

  /** Of {@code RequestStreamHandler}. */
  private static Method handlerMethod(Class<?> handler) throws NoSuchMethodException {
    return Arrays.stream(handler.getMethods())
        .filter(method -> method.getName().equals("handleRequest"))
        .filter(method -> method.getParameterCount() == 3)
        .filter(method -> method.getParameterTypes()[0].equals(InputStream.class))
        .filter(method -> method.getParameterTypes()[1].equals(OutputStream.class))
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(handler + " is not a RequestStreamHandler"));
  }
}
