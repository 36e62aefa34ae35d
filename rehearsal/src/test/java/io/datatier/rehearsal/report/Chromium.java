package io.datatier.rehearsal.report;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by the DevTools protocol on loopback. */
public final class Chromium implements AutoCloseable {

  /** Units that the page is wider than the window, whose scroll bar takes some of the width. */
  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  /** WCAG 2.1, success criterion 1.4.3. */
  private static final String LOW_CONTRAST =
      """
      (() => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
        const light = color => {
          canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
              .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = element => {
          for (let e = element; e; e = e.parentElement) {
            const color = getComputedStyle(e).backgroundColor;
            if (color !== 'rgba(0, 0, 0, 0)') return color;
          }
          return 'white';
        };
        return [...document.querySelectorAll('body *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
          .filter(e => !['title', 'desc'].includes(e.tagName))
          .filter(e => {
            const look = getComputedStyle(e);
            const [a, b] = [light(e.tagName === 'text' ? look.fill : look.color), light(behind(e))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
          })
          .map(e => e.tagName + ': ' + e.textContent.slice(0, 40));
      })()\
      """;

  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final WebSocket socket;
  private final Incoming incoming;
  private final List<JsonObject> events = new ArrayList<>();
  private String session = "";
  private int calls;

  private Chromium(Process process, WebSocket socket, Incoming incoming) {
    this.process = process;
    this.socket = socket;
    this.incoming = incoming;
  }

  /** Where it is installed, if it is. */
  public static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static Chromium start(Path program, Path profile) throws Exception {
    var process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                // Only our own page is opened; the sandbox refuses to start for root.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    var incoming = new Incoming();
    var socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(process), incoming)
            .get(60, TimeUnit.SECONDS);
    var chromium = new Chromium(process, socket, incoming);
    var target = chromium.call("Target.createTarget", Map.of("url", "about:blank"));
    var attached =
        chromium.call(
            "Target.attachToTarget",
            Map.of("targetId", target.get("targetId").getAsString(), "flatten", true));
    chromium.session = attached.get("sessionId").getAsString();
    for (var domain : List.of("Page", "Runtime", "Log")) {
      chromium.call(domain + ".enable", Map.of());
    }
    return chromium;
  }

  private static URI address(Process process) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new ArrayList<String>();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) {
        return URI.create(line.substring(LISTENING.length()));
      }
      said.add(line);
    }
    throw new IOException("Chromium did not start:\n" + String.join("\n", said));
  }

  /** Opens a page at a width and in a color scheme, and waits until it is loaded. */
  public void open(Path page, int width, String scheme) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    while (events.stream().noneMatch(event -> is(event, "Page.loadEventFired"))) {
      receive();
    }
  }

  /** Shows the page as it is printed, until the next one is opened. */
  public void print() throws Exception {
    call("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /** The value of an expression in the page, as JSON. */
  public String value(String expression) throws Exception {
    var answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression", "JSON.stringify(%s)".formatted(expression), "returnByValue", true));
    return answer.getAsJsonObject("result").get("value").getAsString();
  }

  /** What the console and the log said since the page was opened. */
  public List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                is(event, "Log.entryAdded")
                    || is(event, "Runtime.consoleAPICalled")
                    || is(event, "Runtime.exceptionThrown"))
        .map(JsonObject::toString)
        .toList();
  }

  /** By how much the page is wider than the window. */
  public String overflow() throws Exception {
    return value(OVERFLOW);
  }

  /** The elements whose text is hard to tell from what is behind it. */
  public String lowContrast() throws Exception {
    return value(LOW_CONTRAST);
  }

  private static boolean is(JsonObject event, String method) {
    return event.has("method") && event.get("method").getAsString().equals(method);
  }

  private JsonObject call(String method, Map<String, Object> parameters) throws Exception {
    var message = new JsonObject();
    message.addProperty("id", ++calls);
    message.addProperty("method", method);
    message.add("params", new Gson().toJsonTree(parameters));
    if (!session.isEmpty()) {
      message.addProperty("sessionId", session);
    }
    socket.sendText(message.toString(), true).get(60, TimeUnit.SECONDS);
    while (true) {
      var answer = receive();
      if (answer.has("id") && answer.get("id").getAsInt() == calls) {
        if (answer.has("error")) {
          throw new IOException(method + ": " + answer.get("error"));
        }
        return answer.getAsJsonObject("result");
      }
    }
  }

  private JsonObject receive() throws Exception {
    var text = incoming.messages.poll(120, TimeUnit.SECONDS);
    if (text == null) {
      throw new IOException("Chromium has not answered for two minutes.");
    }
    var message = JsonParser.parseString(text).getAsJsonObject();
    if (message.has("method")) {
      events.add(message);
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    // All of them write to the profile, which is deleted next.
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(each -> each.onExit().join());
  }

  private static final class Incoming implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
