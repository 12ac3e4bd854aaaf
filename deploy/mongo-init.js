// Runs once, when the store is empty (mongosh): the bot's own user, which may use its own database and nothing else.
const password = require('fs').readFileSync('/run/secrets/mongo_password', 'utf8').trim();
db.getSiblingDB('admin').createUser({
  user: 'sujarit',
  pwd: password,
  roles: [{ role: 'readWrite', db: 'nong-sujarit' }],
});
