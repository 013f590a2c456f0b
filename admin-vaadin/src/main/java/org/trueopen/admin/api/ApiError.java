package org.trueopen.admin.api;

/** The body of every error of the API: {@code {"error":{"code":"...","message":"..."}}}. */
public record ApiError(Body error) {

  /**
   * What went wrong.
   *
   * @param code for programs
   * @param message for people
   */
  public record Body(String code, String message) {}

  public static ApiError of(String code, String message) {
    return new ApiError(new Body(code, message));
  }
}
