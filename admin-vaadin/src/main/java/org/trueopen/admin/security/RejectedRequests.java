package org.trueopen.admin.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.trueopen.admin.api.ApiError;
import org.trueopen.admin.api.ErrorCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Spring Security's firewall lets nobody ask, such as paths with line breaks. By
 * default that would end at the login page.
 */
final class RejectedRequests implements RequestRejectedHandler {

  private final JsonMapper json;

  RejectedRequests(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    ApiError error =
        ApiError.of(
            ErrorCode.BAD_REQUEST,
            "This path or method cannot be. A setting's name that holds / \\ ; or % is given as the"
                + " query parameter name.");
    response.getOutputStream().write(json.writeValueAsBytes(error));
  }
}
