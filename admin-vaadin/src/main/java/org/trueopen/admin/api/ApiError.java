package org.trueopen.admin.api;

/** The body of every error of the API: {@code {"error":{"code":"...","message":"..."}}}. */
public record ApiError(Body error) {

  /**
   * What went wrong.
   *
   * @param code for programs, an {@link ErrorCode}
   * @param message for people
   */
  public record Body(String code, String message) {

    static Body of(ErrorCode code, String message) {
      return new Body(code.text(), message);
    }
  }

  public static ApiError of(ErrorCode code, String message) {
    return new ApiError(Body.of(code, message));
  }
}
