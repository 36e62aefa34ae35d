package io.datatier.rehearsal.iam;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.rehearsal.core.Json;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A statement of a policy (IAM user guide, "IAM JSON policy elements reference"). */
record Statement(JsonObject json) {

  boolean isOf(String effect) {
    return Json.texts(json.get("Effect")).contains(effect);
  }

  /** Whether it applies to a request. */
  Truth covers(Request request) {
    return principal(request.caller())
        .and(coversAction(request.action()))
        .and(listed("Resource", request, TextPattern::like, request.resource()))
        .and(Conditions.hold(json.get("Condition"), request.context()));
  }

  /** Whether it applies to an action, whatever the caller and the resource. */
  Truth coversAction(String action) {
    var anywhere = new Request(Caller.ANYBODY, action, "", Context.UNKNOWN);
    return listed("Action", anywhere, TextPattern::likeInAnyCase, action);
  }

  /** Whether it names any IAM principal. */
  boolean isOfPrincipals() {
    return isEverybody(json.get("Principal"))
        || !Json.texts(member(json.get("Principal"), Caller.AWS)).isEmpty();
  }

  private Truth principal(Caller caller) {
    if (json.has("NotPrincipal")) {
      return named(json.get("NotPrincipal"), caller).not();
    }
    return json.has("Principal") ? named(json.get("Principal"), caller) : Truth.HOLDS;
  }

  private static Truth named(JsonElement principal, Caller caller) {
    boolean isAws = caller.kind().equals(Caller.AWS);
    if (isEverybody(principal)) {
      // IAM's guide does not say whether this includes services.
      return isAws ? Truth.HOLDS : Truth.UNKNOWN;
    }
    return Truth.of(
        Json.texts(member(principal, caller.kind())).stream()
            .anyMatch(name -> caller.names().contains(name) || (isAws && name.equals("*"))));
  }

  private static boolean isEverybody(@Nullable JsonElement principal) {
    return principal != null && Json.isText(principal) && principal.getAsString().equals("*");
  }

  private static @Nullable JsonElement member(@Nullable JsonElement principal, String kind) {
    return principal != null && principal.isJsonObject()
        ? principal.getAsJsonObject().get(kind)
        : null;
  }

  /** Whether an element matches, or its Not form does not. */
  private Truth listed(
      String element,
      Request request,
      BiFunction<TextPattern, String, Truth> compares,
      String text) {
    var not = "Not" + element;
    if (!json.has(element) && !json.has(not)) {
      // Trust policies name no resource; it is always the role.
      return Truth.of(element.equals("Resource"));
    }
    var found =
        Truth.any(
            Json.texts(json.get(json.has(element) ? element : not)).stream()
                .map(pattern -> new TextPattern(pattern, request.context()))
                .map(pattern -> compares.apply(pattern, text)));
    return json.has(element) ? found : found.not();
  }
}
