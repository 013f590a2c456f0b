package org.trueopen.admin.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.trueopen.admin.api.ApiError;
import org.trueopen.admin.api.ErrorCode;
import tools.jackson.databind.json.JsonMapper;

/** Says no in JSON. */
final class ApiErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final JsonMapper json;

  ApiErrors(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    write(
        response,
        HttpServletResponse.SC_UNAUTHORIZED,
        Boolean.TRUE.equals(request.getAttribute(ApiKeyFilter.REVOKED))
            ? ApiError.of(ErrorCode.KEY_REVOKED, "This API key has been revoked. Use another.")
            : ApiError.of(
                ErrorCode.UNAUTHORIZED, "Send a valid API key as \"Authorization: Bearer KEY\"."));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    write(
        response,
        HttpServletResponse.SC_FORBIDDEN,
        ApiError.of(
            ErrorCode.FORBIDDEN,
            "This API key lacks the scope that this call needs: report for deliveries and reports,"
                + " settings for settings, API keys, opt-outs and webhooks."));
  }

  private void write(HttpServletResponse response, int status, ApiError error) throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(error));
  }
}
