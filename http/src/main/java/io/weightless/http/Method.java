package io.weightless.http;

import io.weightless.http.internal.wire.Characters;

/// What a request asks for; case matters.
///
/// @param name a token, such as `GET`
public record Method(String name) {
  public static final Method GET = new Method("GET");
  public static final Method HEAD = new Method("HEAD");
  public static final Method POST = new Method("POST");
  public static final Method PUT = new Method("PUT");
  public static final Method DELETE = new Method("DELETE");
  public static final Method OPTIONS = new Method("OPTIONS");
  public static final Method PATCH = new Method("PATCH");
  public static final Method TRACE = new Method("TRACE");
  public static final Method CONNECT = new Method("CONNECT");

  public Method {
    if (!Characters.isToken(name)) {
      throw new IllegalArgumentException("not a method, which is a token: \"" + name + "\"");
    }
  }

  /// The method called `name`: one of the constants, where there is one.
  public static Method of(String name) {
    return switch (name) {
      case "GET" -> GET;
      case "HEAD" -> HEAD;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "DELETE" -> DELETE;
      case "OPTIONS" -> OPTIONS;
      case "PATCH" -> PATCH;
      case "TRACE" -> TRACE;
      case "CONNECT" -> CONNECT;
      default -> new Method(name);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
