// The wire with TLS, by OpenSSL, for echo and churn. Certificates are not verified: bytes are.
#include "load.h"
#include <errno.h>
#include <fcntl.h>
#include <openssl/ssl.h>

static SSL_CTX *context(void)
{
    static SSL_CTX *made;
    if (made != NULL) return made;
    made = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(made, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF); // Every handshake is a full one.
    return made;
}

// What the kernel would have said.
static ssize_t outcome(connection *c, int result)
{
    if (result > 0) return result;
    int error = SSL_get_error(c->tls, result);
    if (error == SSL_ERROR_ZERO_RETURN) return 0;
    errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EPROTO;
    return -1;
}

// On a blocking socket the handshake is done here, and the socket does not block from then on; on another it goes on
// with what is sent and received.
void secure(connection *c)
{
    c->tls = SSL_new(context());
    SSL_set_fd(c->tls, c->fd);
    SSL_set_connect_state(c->tls);
    if ((fcntl(c->fd, F_GETFL) & O_NONBLOCK) != 0) return;
    if (outcome(c, SSL_do_handshake(c->tls)) < 0) fail(c);
    else fcntl(c->fd, F_SETFL, O_NONBLOCK);
}

ssize_t wire_send(connection *c, const void *data, size_t length) { return outcome(c, SSL_write(c->tls, data, (int)length)); }

ssize_t wire_receive(connection *c, void *data, size_t length) { return outcome(c, SSL_read(c->tls, data, (int)length)); }

void wire_end(connection *c)
{
    if (c->tls == NULL) return;
    SSL_shutdown(c->tls);
    SSL_free(c->tls);
    c->tls = NULL;
}
