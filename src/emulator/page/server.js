/** Reads from the simulator's API. */
export async function read(path) {
  const response = await fetch(`api/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Does something in a person's name; the next state shows what came of it. */
export async function act(action, body) {
  const response = await fetch(`api/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${action}: ${response.status}`);
}
